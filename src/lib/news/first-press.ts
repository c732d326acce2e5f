import { m } from '#lib/paraglide/messages';

/** What a press on it does, a built list cannot do. Links among them lead to the same by themselves. */
const controls = 'a[data-sveltekit-reload], button, summary';

/**
 * Lets `bring` put a living list in the place of the built one when something of it is pressed, and then presses the same there. Where
 * it does not come, the list stays and says so. Returns what ends it.
 */
export function onFirstPress(place: HTMLElement, bring: () => Promise<void>): () => void {
	const failed = document.createElement('p');
	failed.setAttribute('role', 'alert');

	function press(event: MouseEvent) {
		const control = (event.target as Element).closest<HTMLElement>(controls);
		if (!control || event.metaKey || event.ctrlKey || event.shiftKey) return;
		event.preventDefault();
		const nth = [...place.querySelectorAll(controls)].indexOf(control);
		failed.textContent = '';
		void bring().then(
			() => {
				const same = place.querySelectorAll<HTMLElement>(controls)[nth];
				same?.focus();
				same?.click();
			},
			() => {
				if (control instanceof HTMLAnchorElement) return location.assign(control.href);
				place.append(failed);
				failed.textContent = m.news_failed();
			}
		);
	}
	place.addEventListener('click', press);
	return () => place.removeEventListener('click', press);
}
