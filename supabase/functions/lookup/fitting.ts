/** The contract's answers, each cut to what one frame holds. */
import { cutThread } from '../_shared/frames/index.ts';
import type { Answer, OpenedDesk, OpenedTip } from './shapes.ts';
import { isTip, type Thread, type Visit } from './store.ts';

/** As many of the newest things as fit; the cursor leads on from the last of them. @throws FrameError `too_large` */
export function fitThread(thread: Thread): Answer {
	return isTip(thread)
		? cutThread(thread.items, (items, isCut) => tipWith(thread, items, isCut))
		: cutThread(thread.timeline, (timeline, isCut) => visitWith(thread, timeline, isCut));
}

function visitWith(visit: Visit, timeline: unknown[], isCut: boolean): Answer {
	const older = isCut ? (visit.older ?? 1) + visit.timeline.length - timeline.length : visit.older;
	return { ok: true, opened: { ...visit, timeline, older } } as unknown as Answer;
}

/** Only the keys that open the items here go along, and the one to write with: older items come with theirs. */
function tipWith(tip: OpenedTip, items: OpenedTip['items'], isCut: boolean): Answer {
	const epochs = new Set([tip.epoch, ...items.map(({ epoch }) => epoch)]);
	const secrets = tip.secrets.filter(({ epoch }) => epochs.has(epoch));
	return {
		ok: true,
		tip: { ...tip, items, secrets, older: isCut ? items.at(-1)!.seq : tip.older }
	};
}

/**
 * The list asked for and, oldest first, as many links of its chain as fit: a reader whose last link is not yet that of the
 * list asks on from there.
 */
export function fitDesk({ links, body }: OpenedDesk): Answer {
	return cutThread(links, (links) => ({ ok: true, desk: { links, body } }));
}
