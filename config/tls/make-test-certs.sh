#!/bin/sh
# Makes an authority and a certificate per node name, to try TLS between nodes. FOR TESTS ONLY: the authority's key lies
# beside the certificates, without a password. In production let your own authority issue them.
#   config/tls/make-test-certs.sh FOLDER NODE...
set -eu

if [ $# -lt 2 ]; then
    printf 'usage: %s FOLDER NODE...\n' "$0" >&2
    exit 2
fi
folder=$1
shift
days=30

umask 077
mkdir -p "$folder"
if [ -e "$folder/ca.key" ]; then
    printf '%s has an authority already; take another folder\n' "$folder" >&2
    exit 1
fi

openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days "$days" -subj "/CN=Counterfoil test authority" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" \
    -keyout "$folder/ca.key" -out "$folder/ca.crt" 2>/dev/null

for node in "$@"; do
    case $node in
        *[!A-Za-z0-9.-]* | ca)
            printf 'a node name has letters, digits, dots and dashes, and is not ca: %s\n' "$node" >&2
            exit 2
            ;;
    esac
    # The name counterfoil is the one that all nodes of a cluster must share.
    printf 'subjectAltName=DNS:counterfoil,DNS:%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$node" \
        >"$folder/$node.ext"
    openssl req -newkey rsa:3072 -nodes -sha256 -subj "/CN=$node" \
        -keyout "$folder/$node.key" -out "$folder/$node.csr" 2>/dev/null
    openssl x509 -req -sha256 -days "$days" -in "$folder/$node.csr" -CA "$folder/ca.crt" -CAkey "$folder/ca.key" \
        -CAcreateserial -extfile "$folder/$node.ext" -out "$folder/$node.crt" 2>/dev/null
    rm -f "$folder/$node.csr" "$folder/$node.ext"
    printf '%s\n' "$folder/$node.key, $folder/$node.crt, $folder/ca.crt"
done
