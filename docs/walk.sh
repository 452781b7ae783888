#!/usr/bin/env bash
# Lodges, decides and hands out an act of private ownership through the API, against a platform started with --demo.
# usage: docs/walk.sh http://127.0.0.1:8080 PASSWORD
set -euo pipefail
api="${1:?address}/api/v1"
password="${2:?password of the demo accounts}"
key="walk-$(date +%s)-$RANDOM"
today=$(TZ=Asia/Almaty date +%F)
parcel="21-318-$(printf %03d $((1 + RANDOM % 900)))-$(printf %03d $((1 + RANDOM % 900)))"

field() { python3 -c 'import json,sys; v=json.load(sys.stdin)
for k in sys.argv[1].split("."): v=v[k]
print(v)' "$1"; }
call() { curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' "$@"; }
sign_in() { call --data "{\"login\":\"$1\",\"password\":\"$password\"}" "$api/session" | field token; }

reception=$(sign_in reception.cadastre)
head=$(sign_in head.cadastre)

price=$(call --data "{\"service\":1,\"product\":\"act\",\"payer\":\"individual\",\"purpose\":\"individual-housing\",\"area_ha\":\"0.12\",\"date\":\"$today\"}" \
  "$api/fees/quote" | field amount)
echo "price: $price"

lodged=$(call --header "Authorization: Bearer $reception" --header "Idempotency-Key: $key" "$api/cases" --data @- <<JSON
{
  "service": 1, "case": 1, "product": "act", "channel": "cadastre", "executing_office": "cadastre-21-astana",
  "applicant": {
    "kind": "individual", "name": "Сынақ Адам", "identifier": "990101700019", "phone": "+77010000000", "language": "kk"
  },
  "parcels": [{ "cadastral_number": "$parcel", "area_ha": "0.12" }],
  "papers": [
    { "id": "application", "how": "original-kept", "count": 1 },
    { "id": "decision-extract", "how": "copy-kept", "count": 1 },
    { "id": "project-and-boundary-materials", "how": "copy-kept", "count": 1 },
    { "id": "fee-receipt", "how": "original-kept", "count": 1 },
    { "id": "identity-document", "how": "copy-kept-original-shown", "count": 1 }
  ],
  "payment": {
    "payer": "individual", "purpose": "individual-housing", "area_ha": "0.12", "amount": "$price",
    "receipt_number": "$key", "paid_on": "$today"
  }
}
JSON
)
case=$(field case <<<"$lodged")
version=$(field version <<<"$lodged")
echo "lodged: $(field number <<<"$lodged")"

step() { # TOKEN JSON
  local answer
  answer=$(call --header "Authorization: Bearer $1" --header "Idempotency-Key: $key-$version" --header "If-Match: \"$version\"" \
    --data "$2" "$api/cases/$case/steps")
  version=$(field version <<<"$answer")
  echo "step: $(field state <<<"$answer")"
}
step "$head" '{"command":"start"}'
step "$head" '{"command":"grant"}'
step "$head" '{"command":"ready"}'
step "$reception" '{"command":"hand-out","way":"in-person","to":"Сынақ Адам","shown":["receipt","identity-document"]}'

call --data "{\"number\":\"$(field number <<<"$lodged")\",\"secret\":\"$(field tracking_secret <<<"$lodged")\"}" "$api/tracking" | field state
