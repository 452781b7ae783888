// The live checklist: what the server says of the form as it is typed. Without this script the button "check" does the same.
export function checklist() {
  const form = document.querySelector("form[data-live]");
  if (!form) return;
  let waiting, running;
  // Only the verdict is read aloud, and only when it changes.
  const said = (preview) => {
    const verdict = document.getElementById("verdict");
    const words = preview.querySelector(".count")?.textContent ?? "";
    if (verdict && verdict.textContent !== words) verdict.textContent = words;
  };
  const refresh = async () => {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(form.dataset.live, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: running.signal });
      if (!answer.ok) return;
      const old = document.getElementById("preview");
      const focused = document.activeElement?.id;
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("preview");
      if (!old || !next) return;
      old.replaceWith(next);
      said(next);
      if (focused) document.getElementById(focused)?.focus();
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
  form.addEventListener("change", () => { clearTimeout(waiting); waiting = setTimeout(refresh, 150); });
}
