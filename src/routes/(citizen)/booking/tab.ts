/** Where Kit keeps the snapshots of a tab. */
const KEY = 'sveltekit:snapshot';

/**
 * Empties what the tab kept of a form, at once: what Kit wrote at the last reload, and the object that Kit would
 * write at the next one.
 */
export function forgetTab(kept: object) {
	for (const name of Object.keys(kept)) Reflect.deleteProperty(kept, name);
	try {
		sessionStorage.removeItem(KEY);
	} catch {
		// Browsers inside other apps may refuse storage; then nothing was kept either.
	}
}
