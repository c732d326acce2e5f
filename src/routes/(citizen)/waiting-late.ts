/** Milliseconds before a page that nobody touches comes to life to be read aloud. */
const QUIET = 3000;

/** What few of the pages that wait (docs/decisions/0060) do before they are touched. */
export function late(start: () => void, over: AbortSignal) {
	if (document.querySelector('html[lang=vi] [data-aloud]')) onceHeard(start);
	// A leaflet says where the portal stands, which no build knows.
	if (document.querySelector('[data-host]'))
		void import('#lib/unit/leaflet-here.ts').then(({ fillIn }) => {
			if (!over.aborted) fillIn(location.host);
		});
	// Whoever may follow the news already is shown what, and who cannot is told why: of neither a build knows.
	if (document.querySelector('[data-follow]'))
		void import('#lib/notify/able.ts').then(({ isNewTo }) => {
			if (!isNewTo(window)) start();
		});
}

/** Starts the page where the device has a Vietnamese voice of its own, once it has been quiet. */
function onceHeard(start: () => void) {
	const voices = globalThis.speechSynthesis;
	if (!voices?.addEventListener) return;
	const look = () => {
		if (voices.getVoices().some((one) => one.localService && one.lang.startsWith('vi')))
			setTimeout(start, QUIET);
	};
	look();
	voices.addEventListener('voiceschanged', look);
}
