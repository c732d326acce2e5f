/** What of a part of the page is read aloud, and by whom. */

/** Controls say what they do, not what the page says; whatever is marked `data-unread` is for eyes alone. */
const silent =
	'button, select, input, textarea, option, script, style, svg, dialog, [data-unread], [aria-hidden="true"]';

/** Words as they stand together on the page, one entry a block, from top to bottom; nothing that cannot be seen. */
export function blocksOf(root: Element): string[] {
	const blocks: { of: Element; words: string }[] = [];
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const parent = walker.currentNode.parentElement;
		const words = walker.currentNode.textContent ?? '';
		if (!parent || !words.trim() || parent.closest(silent) || !parent.checkVisibility()) continue;
		const of = blockAround(parent);
		const last = blocks.at(-1);
		if (last?.of === of) last.words += words;
		else blocks.push({ of, words });
	}
	return blocks.map(({ words }) => words.replace(/\s+/g, ' ').trim());
}

function blockAround(element: Element): Element {
	let block = element;
	while (getComputedStyle(block).display.startsWith('inline') && block.parentElement)
		block = block.parentElement;
	return block;
}

type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService'>;

/** A Vietnamese voice of this device. Others are a company's server, to which every word would be sent. */
export const ownVoice = <One extends Voice>(voices: readonly One[]): One | undefined =>
	voices.find(({ lang, localService }) => localService && /^vi(?:[-_]|$)/i.test(lang));
