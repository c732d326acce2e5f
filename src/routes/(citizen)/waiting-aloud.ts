/** Milliseconds before a page that nobody touches comes to life to be read aloud. */
const QUIET = 3000;

/** Starts a page that waits (docs/decisions/0060) where the device has a Vietnamese voice of its own, once it has been quiet. */
export function onceHeard(start: () => void) {
	const voices = globalThis.speechSynthesis;
	if (!voices?.addEventListener) return;
	const look = () => {
		if (voices.getVoices().some((one) => one.localService && one.lang.startsWith('vi')))
			setTimeout(start, QUIET);
	};
	look();
	voices.addEventListener('voiceschanged', look);
}
