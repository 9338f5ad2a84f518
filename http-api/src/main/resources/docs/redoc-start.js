Redoc.init("/api/openapi.json", { disableSearch: true, hideDownloadButton: false }, document.getElementById("contract"));
