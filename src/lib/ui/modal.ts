/**
 * Closes a modal dialog; the focus is where it was before. What lay in the dialog is gone by then, and with it, in Chromium, the
 * place where letters go: whoever was writing below would have to click before they could go on. A new focus sets it right.
 */
export function closeModal(box: HTMLDialogElement) {
	box.close();
	const back = document.activeElement;
	if (!(back instanceof HTMLElement) || back === document.body) return;
	back.blur();
	back.focus({ preventScroll: true });
}
