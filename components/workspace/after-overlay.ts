/** A closed dialog or menu gives the focus back in the frame after it has gone. */
const framesLeft = 2;

/** Runs what moves the focus once no dialog or menu is there that would take it back. */
export function afterOverlay(run: () => void, frames = framesLeft): void {
  requestAnimationFrame(() => {
    if (document.querySelector("[role=dialog], [role=menu]") !== null) afterOverlay(run);
    else if (frames > 0) afterOverlay(run, frames - 1);
    else run();
  });
}
