export const themeKey = "theme";

/** Runs before the first paint: the chosen theme, else the system's. Kept tiny, it is in every page. */
export const themeScript = `(function(){var t;try{t=localStorage.getItem("${themeKey}")}catch(e){}if(t!=="light"&&t!=="dark")t=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";document.documentElement.dataset.theme=t})()`;
