// After a refused form the summary of what is wrong comes first, for keyboards and screen readers too.
document.querySelector(".error-summary")?.focus();
