/**
 * A short mark of what doors said, so that a page knows whether it still tells what they say: 64 bits of FNV-1a over its JSON. Contracts
 * put fields in an order of their own, in the build as in a browser. Whoever forges one hides a change from nobody but the page.
 */
export function markOf(told: unknown): string {
	const text = JSON.stringify(told);
	let [one, other] = [0x811c9dc5, 0x01000193];
	for (let nth = 0; nth < text.length; nth++) {
		const unit = text.charCodeAt(nth);
		one = Math.imul(one ^ unit, 0x01000193);
		other = Math.imul(other ^ unit ^ nth, 0x85ebca6b);
	}
	return [one, other].map((half) => (half >>> 0).toString(36)).join('.');
}
