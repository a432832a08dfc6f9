// Escape leaves the site at once, in a replaced history entry; from an open menu or the search box it first leaves that.
// Where a form is being filled (any form that posts) only the link leaves.
const exit = document.querySelector("a.leave");
const filling = document.querySelector("main form[method=post]");

const leave = () => {
  document.documentElement.hidden = true;
  try {
    sessionStorage.setItem("left", "1"); // left.js reads it on the pages seen before this one
  } catch {
    // a browser that keeps nothing: this page is replaced, those before it stay
  }
  location.replace(exit.href);
};

exit.querySelector("kbd").hidden = Boolean(filling);
exit.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  leave();
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || filling) return;
  const menu = document.querySelector(".menu[open]");
  if (event.target.matches("input, select, textarea")) event.target.blur();
  else if (menu) menu.open = false;
  else leave();
});
