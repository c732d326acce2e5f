/** What a sender reads of their tip, made of what the server gave: every item, and for each who wrote it. */
import type {
	Body,
	Entry,
	Envelope,
	Holder,
	Message,
	OpenSecret,
	PartRef,
	Rekey,
	Thread
} from '#lib/sealed/returning.ts';
import { fromBase64, SealedError } from '#lib/sealed/index.ts';
import type { Cipher } from './cipher.ts';
import type { OpenedTip } from './lookup.ts';
import type { TipFrames } from './tip-frames.ts';
import type { TipLists, Wanted } from './tip-lists.ts';

/**
 * Why an item is not shown: it never came, does not open, was signed by nobody on the list, or was altered; `room`: a new
 * key of the room, and nothing here can tell whether an officer made it.
 */
export type Fault = 'missing' | 'unopened' | 'foreign' | 'altered' | 'room';
export type Said = {
	seq: number;
	/** `unchecked`: it opens, but nothing here can tell whether an officer wrote it. */
	who: 'sender' | 'officer' | 'unchecked';
	at: string;
	text: string;
	question: boolean;
	files: number;
};
export type Row =
	| Said
	| { seq: number; who: 'moved'; at: string; unit: string }
	| { seq: number; who: 'damaged'; fault: Fault };

export type Reading = {
	/** Newest first. */
	rows: Row[];
	/** What was sent first; null when it does not hold. */
	body: Body | null;
	/** Of officers for sure, and nothing was said by the sender since. */
	questions: Said[];
	/** Everything that the sender sent along, with whatever message. */
	files: PartRef[];
	thread: Thread;
};

type Given = { found: OpenedTip; frames: TipFrames; lists: TipLists; self: Holder; cipher: Cipher };

/** @throws Problem of the line, when a list cannot be fetched */
export async function readTip(given: Given): Promise<Reading> {
	const { found, frames, lists, self, cipher } = given;
	const common = {
		tip: found.tip,
		items: frames.items.map((item) => ({ ...item, sealed: fromBase64(item.sealed) })),
		secrets: await secretsOf(given),
		self,
		complete: true
	};
	const wanted: Wanted[] = [];
	// Once as if every signer were an officer: that names the lists which tell whether it is so.
	const claimed = await cipher.openThread({
		...common,
		officerOf: (version, _, unit) => wanted.push({ version, unit: unit ?? found.home }) > 0
	});
	await lists.learn(wanted);
	const officerOf = cipher.officersOf(lists.all, found.home);
	const thread = wanted.length ? await cipher.openThread({ ...common, officerOf }) : claimed;
	return reading(thread, claimed, ({ list }, unit) =>
		lists.has({ version: list, unit: unit ?? found.home })
	);
}

async function secretsOf({ frames, self, cipher }: Given): Promise<OpenSecret[]> {
	const opened: OpenSecret[] = [];
	for (const { sealed } of frames.secrets) {
		try {
			opened.push(await cipher.openSecret(fromBase64(sealed), self.identity));
		} catch (error) {
			// Its items then show as ones that do not open.
			if (!(error instanceof SealedError)) throw error;
		}
	}
	return opened;
}

type IsKnown = (envelope: Envelope, unit: string | null) => boolean;

function reading(thread: Thread, claimed: Thread, isKnown: IsKnown): Reading {
	const rows: Row[] = [];
	let body: Body | null = null;
	let unit: string | null = null;
	for (const [at, entry] of thread.entries.entries()) {
		const envelope = envelopeOf(claimed.entries[at]!);
		if (envelopeOf(entry)?.kind === 'body') body = envelopeOf(entry)!.content as Body;
		rows.push(...rowOf(entry, envelope, envelope !== null && isKnown(envelope, unit)));
		if (envelope?.kind === 'rekey') unit = (envelope.content as Rekey).to?.unit ?? unit;
	}
	const last = rows.findLast(({ who }) => who === 'sender')?.seq ?? 0;
	const questions = rows.filter(
		(row): row is Said => row.who === 'officer' && row.question && row.seq > last
	);
	return { rows: rows.reverse(), body, questions, files: filesOf(thread), thread };
}

const filesOf = ({ entries }: Thread): PartRef[] =>
	entries.flatMap((entry) => {
		const envelope = envelopeOf(entry);
		if (envelope?.dir !== 'in' || !['body', 'message'].includes(envelope.kind)) return [];
		return (envelope.content as Body | Message).parts ?? [];
	});

const envelopeOf = (entry: Entry): Envelope | null => ('envelope' in entry ? entry.envelope : null);

/** @param isKnown whether the list that the item names was verified */
function rowOf(entry: Entry, claimed: Envelope | null, isKnown: boolean): Row[] {
	const { seq } = entry;
	const envelope = envelopeOf(entry) ?? claimed;
	if (envelope === null || ('damaged' in entry && entry.damaged === 'signer' && isKnown))
		return [{ seq, who: 'damaged', fault: faultOf(entry) }];
	const { kind, dir, at, content } = envelope;
	if (kind === 'rekey') {
		const { to } = content as Rekey;
		if ('damaged' in entry) return [{ seq, who: 'damaged', fault: 'room' }];
		return to ? [{ seq, who: 'moved', at, unit: to.unit }] : [];
	}
	if (kind !== 'message') return [];
	const { text, question = false, parts = [] } = content as Message;
	const who = dir === 'in' ? 'sender' : 'damaged' in entry ? 'unchecked' : 'officer';
	return [{ seq, who, at, text, question, files: parts.length }];
}

function faultOf(entry: Entry): Fault {
	if (!('damaged' in entry)) return 'altered';
	const faults: Partial<Record<typeof entry.damaged, Fault>> = {
		sequence: 'missing',
		cannot_open: 'unopened',
		signer: 'foreign',
		list_back: 'foreign'
	};
	return faults[entry.damaged] ?? 'altered';
}
