Redoc.init("/api/openapi.json", { disableSearch: true }, document.getElementById("contract"));
