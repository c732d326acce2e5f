import { isDigest } from './digest.ts';
import { isCount, isFields, isText, isTip } from './shape.ts';

export type ItemKind = 'header' | 'body' | 'message' | 'rekey' | 'note';

/** What stands around the content of every item, under one signature (TIPS.md §4). */
export interface Envelope {
	v: 1;
	/** The sender's own 16 random bytes, as hex. */
	tip: string;
	epoch: number;
	/** SHA-256 of the epoch's recipient. */
	room: string;
	seq: number;
	kind: ItemKind;
	/** `in` is by the sender, `out` by an officer. */
	dir: 'in' | 'out';
	/** The version of the desk list that the writer went by. */
	list: number;
	/** ISO, the hour it was written in. */
	at: string;
	/** SHA-256 of the sealed item before it; null for the first. */
	prev: string | null;
	/** The signer's verify key. */
	by: string;
	content: unknown;
}

/** An envelope before it is signed: who signs and the version are filled in. */
export type Draft = Omit<Envelope, 'v' | 'by'> & Partial<Pick<Envelope, 'v' | 'by'>>;

const KINDS = ['header', 'body', 'message', 'rekey', 'note'];
const names = ['v', 'tip', 'epoch', 'room', 'seq', 'kind', 'dir', 'list', 'at', 'prev', 'by'];
const hour = /^\d{4}-\d\d-\d\dT\d\d:00:00(?:\.000)?Z$/;

export function isEnvelope(value: unknown): value is Envelope {
	return (
		isFields(value, [...names, 'content']) &&
		value.v === 1 &&
		isTip(value.tip) &&
		isCount(value.epoch, 1) &&
		isDigest(value.room) &&
		isCount(value.seq, 0) &&
		KINDS.includes(value.kind as string) &&
		['in', 'out'].includes(value.dir as string) &&
		isCount(value.list, 1) &&
		isText(value.at) &&
		hour.test(value.at) &&
		(value.prev === null || isDigest(value.prev)) &&
		isDigest(value.by)
	);
}

/** The hour that an item says it was written in. */
export function hourOf(date: Date): string {
	return `${date.toISOString().slice(0, 13)}:00:00Z`;
}
