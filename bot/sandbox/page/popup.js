// Things that open next to what opened them, above everything else (the popover API), and
// close when one clicks or tabs elsewhere. POPUP_CLOSED is heard on the document a moment later.

export const POPUP_CLOSED = "popup-closed";

const GAP = 4;

export function openPopup(popup, anchor, { onClose, side = "below", fit = false }) {
  if (!popup.isConnected) anchor.after(popup);
  popup.showPopover();
  const place = () => placeBy(popup, anchor, side, fit);
  const leave = (event) => {
    if (!popup.contains(event.target) && !anchor.contains(event.target)) close();
  };
  const observer = new ResizeObserver(place);
  observer.observe(popup);
  document.addEventListener("pointerdown", leave, true);
  document.addEventListener("focusin", leave, true);
  document.addEventListener("scroll", place, true);
  place();
  function close() {
    observer.disconnect();
    document.removeEventListener("pointerdown", leave, true);
    document.removeEventListener("focusin", leave, true);
    document.removeEventListener("scroll", place, true);
    if (popup.isConnected) popup.hidePopover();
    onClose?.();
    setTimeout(() => document.dispatchEvent(new Event(POPUP_CLOSED)));
  }
  return close;
}

function placeBy(popup, anchor, side, fit) {
  const box = anchor.getBoundingClientRect();
  if (fit) popup.style.width = `${box.width}px`;
  const { offsetWidth: width, offsetHeight: height } = popup;
  const below = box.bottom + GAP;
  const above = box.top - GAP - height;
  const roomBelow = below + height <= innerHeight;
  const top = side === "above" ? (above >= 0 ? above : below) : roomBelow || above < 0 ? below : above;
  const left = Math.min(box.left, innerWidth - width - GAP);
  popup.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
  popup.style.left = `${Math.max(GAP, left)}px`;
}
