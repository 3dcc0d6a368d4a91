// Fits the slides to the window: a slide is laid out at its own size (1280 x 720 or what its theme says), then
// scaled.

/**
 * @param {HTMLElement} root The element that the slides have to fit into.
 * @param {HTMLElement} section Any slide's section; all have one size.
 */
export function fitSlides(root, section) {
  const { offsetWidth: width, offsetHeight: height } = section;
  root.style.setProperty("--slide-width", `${width}px`);
  root.style.setProperty("--slide-height", `${height}px`);
  const fit = () => {
    const scale = Math.min(root.clientWidth / width, root.clientHeight / height);
    root.style.setProperty("--scale", String(scale));
  };
  new ResizeObserver(fit).observe(root);
  fit();
}
