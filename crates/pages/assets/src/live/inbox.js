// The inbox keeps itself up to date and ticks every case at once. Without this script links do the same.
export function inbox() {
  const boxes = () => [...document.querySelectorAll("#list input[name=case]")];
  document.getElementById("tick-all")?.addEventListener("click", (event) => {
    event.preventDefault();
    const every = boxes().every((box) => box.checked);
    for (const box of boxes()) box.checked = !every;
  });
  const told = document.getElementById("told");
  if (!told) return;
  const list = () => document.getElementById("list");
  // What somebody is about to do is not taken away under his hands.
  const busy = () => document.hidden || boxes().some((box) => box.checked) || list().contains(document.activeElement);
  const numbers = (part) => new Set([...part.querySelectorAll("tbody a")].map((link) => link.getAttribute("href")));
  let version, asking;
  const refresh = async () => {
    if (asking || busy()) return;
    asking = true;
    try {
      const answer = await fetch(told.dataset.liveInbox, { headers: version ? { "If-None-Match": version } : {}, cache: "no-store" });
      if (answer.status !== 200 || answer.redirected) return;
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("list");
      if (!next || busy()) return;
      version = answer.headers.get("ETag");
      if (next.outerHTML === list().outerHTML) return;
      const [before, after] = [numbers(list()), numbers(next)];
      const came = [...after].filter((one) => !before.has(one)).length;
      const gone = [...before].filter((one) => !after.has(one)).length;
      list().replaceWith(next);
      const words = [[came, told.dataset.came], [gone, told.dataset.gone]].filter(([count]) => count > 0);
      told.textContent = words.map(([count, text]) => text.replace("%", count)).join(" ") || told.dataset.changed;
    } catch (error) {
      // A server that does not answer now is asked again the next time.
      if (!(error instanceof TypeError)) throw error;
    } finally {
      asking = false;
    }
  };
  setInterval(refresh, 20000);
  window.addEventListener("focus", refresh);
  document.addEventListener("visibilitychange", refresh);
}
