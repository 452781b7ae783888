// Who else has a case open: the page says once a minute that it stays, and when it is closed. Without this script it is as
// of loading.
export function presence() {
  const place = document.querySelector("[data-presence]");
  if (!place) return;
  const MINUTE = 60_000;
  let last = Date.now();
  let leaves = true;
  const form = (what) => new URLSearchParams({
    csrf: place.dataset.csrf,
    do: what,
    seen: document.getElementById("present")?.dataset.seen ?? "",
  });
  const beat = async () => {
    if (document.hidden || Date.now() - last < MINUTE) return;
    last = Date.now();
    const answer = await fetch(place.dataset.presence, { method: "POST", body: form("stay") }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("present");
    const old = document.getElementById("present");
    if (!next || !old) return;
    // Only a change is read aloud.
    if (next.textContent.trim() === old.textContent.trim()) old.dataset.seen = next.dataset.seen;
    else old.replaceWith(next);
  };
  setInterval(beat, MINUTE / 6);
  document.addEventListener("visibilitychange", beat);
  // A step leads back to this page: it is not left.
  document.addEventListener("submit", () => { leaves = false; });
  addEventListener("pagehide", () => { if (leaves) navigator.sendBeacon(place.dataset.presence, form("leave")); });
  addEventListener("pageshow", (event) => { leaves = true; if (event.persisted) { last = 0; beat(); } });
}
