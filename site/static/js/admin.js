/* Starts Wagtail's lists of records and its date fields. Wagtail does it by scripts inside the page, which the content policy refuses. */
{
  const start = (root) => {
    for (const place of root.querySelectorAll("[data-starts]")) {
      const { starts, options, for: field } = place.dataset;
      if (place.closest("template") || (field || "").includes("__prefix__")) continue;
      place.removeAttribute("data-starts");
      if (starts === "InlinePanel") new window.InlinePanel(JSON.parse(options));
      else window[starts](field, JSON.parse(options));
    }
  };
  document.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("w-formset:added", (event) => start(event.target));
}
