/** Puts a page of news in the place of what was built. */
import { flushSync, mount, type Component } from 'svelte';

/** Where the portal stands, for what other sites show of a page. */
export const origin: string = import.meta.env.SITE_ORIGIN ?? '';

/** What the built head says of the page; what is shown says it anew. */
const ofPage = 'title, meta[name="description"], link[rel="canonical"], meta[property]';

export function showing<Props extends Record<string, unknown>>(
	place: HTMLElement,
	Page: Component<Props>,
	props: Props,
	heads: boolean
): void {
	if (heads) for (const one of document.head.querySelectorAll(ofPage)) one.remove();
	place.replaceChildren();
	mount(Page, { target: place, props });
	flushSync();
}
