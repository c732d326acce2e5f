/** The browser asks once, early, whether the app is to be installed, in the shape of an event: it is kept until somebody may be offered it. */
export const asked: { event: Event | null; tell: () => void } = {
	event: null,
	tell: () => undefined
};

globalThis.addEventListener?.('beforeinstallprompt', (event) => {
	event.preventDefault();
	asked.event = event;
	asked.tell();
});
