// Requests by the dozen, through the API as the accounts of the invented world.
import { iin } from "./people.mjs";

export async function call(zher, path, { token, body, headers = {} } = {}) {
  const answer = await fetch(`${zher.base}/api/v1${path}`, {
    method: body ? "POST" : "GET",
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }), ...headers },
    body: body && JSON.stringify(body),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(told)}`);
  return told;
}

const tokens = new Map();
export async function tokenOf(zher, login) {
  const known = `${zher.base} ${login}`;
  if (!tokens.has(known)) tokens.set(known, (await call(zher, "/session", { body: { login, password: zher.password } })).token);
  return tokens.get(known);
}

/// Today in the capital.
export const today = (days = 0) =>
  new Date(Date.now() + days * 86400000).toLocaleDateString("en-CA", { timeZone: "Asia/Almaty" });

let parcels = 0;
/// Complete requests for an act of private ownership, lodged at the enterprise; their ids.
export async function lodgeMany(zher, count) {
  const token = await tokenOf(zher, "reception.cadastre");
  const paid = { payer: "individual", purpose: "individual-housing", area_ha: "0.12" };
  const price = await call(zher, "/fees/quote", { body: { service: 1, product: "act", ...paid, date: today() } });
  const cases = [];
  for (let one = 0; one < count; one += 1) {
    const parcel = (parcels += 1);
    const key = `many-${process.pid}-${parcel}`;
    const lodged = await call(zher, "/cases", {
      token,
      headers: { "Idempotency-Key": key },
      body: {
        service: 1, case: 1, product: "act", channel: "cadastre", executing_office: "cadastre-21-astana",
        applicant: { kind: "individual", name: "Сынақ Адам", identifier: iin(parcel % 9000), phone: "+77010000000", language: "kk" },
        parcels: [{ cadastral_number: `21-318-9${String(Math.floor(parcel / 900)).padStart(2, "0")}-${String(1 + (parcel % 900)).padStart(3, "0")}`, area_ha: "0.12" }],
        papers: [
          { id: "application", how: "original-kept", count: 1 },
          { id: "decision-extract", how: "copy-kept", count: 1 },
          { id: "project-and-boundary-materials", how: "copy-kept", count: 1 },
          { id: "fee-receipt", how: "original-kept", count: 1 },
          { id: "identity-document", how: "copy-kept-original-shown", count: 1 },
        ],
        payment: { ...paid, amount: price.amount, receipt_number: key, paid_on: today() },
      },
    });
    cases.push(lodged);
  }
  return cases;
}
