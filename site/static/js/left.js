// After “Leave this site”, Back and Forward lead here no more: a page reached that way goes elsewhere before it is drawn.
// The mark that leave.js sets is one word, kept by this tab until it is closed or a page of the portal is opened anew.
(() => {
  const { away } = document.currentScript.dataset;
  const hasLeft = () => {
    try {
      return Boolean(sessionStorage.getItem("left"));
    } catch {
      return false;
    }
  };
  const goAway = () => {
    document.documentElement.hidden = true;
    location.replace(away);
  };

  addEventListener("pageshow", (event) => event.persisted && hasLeft() && goAway());
  if (!hasLeft()) return;
  if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") goAway();
  else sessionStorage.removeItem("left");
})();
