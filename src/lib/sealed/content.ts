/**
 * What stands in the items of a thread. A stranger wrote it and an officer's page shows it, so its shape is checked
 * before any page sees it.
 */
import { isHybrid } from './age.ts';
import { isDigest } from './digest.ts';
import type { ItemKind } from './envelope.ts';
import { isPartRef, type PartRef } from './partref.ts';
import { isCount, isFields, isText } from './shape.ts';

/** For lists and for finding similar tips: identifiers folded so that equal ones are written alike. */
export interface Header {
	category: string;
	phones: string[];
	plates: string[];
	accounts: string[];
	places: string[];
	danger: boolean;
}

export interface Body {
	/** The sender's own recipient and verify key, which are stored nowhere else. */
	recipient: string;
	verify: string;
	/** SHA-256 of the twenty digits that open a reward. */
	claim: string;
	category: string;
	answers: { q: string; a: string }[];
	/** Sent past the local officers, to the oversight desk. */
	oversight: boolean;
	parts: PartRef[];
}

export interface Message {
	text: string;
	/** The officer asks for an answer. */
	question?: boolean;
	parts?: PartRef[];
}

export interface Rekey {
	/** Of the new room, for the epoch after this item's own. */
	recipient: string;
	epoch: number;
	/** Verify keys of the officers who hold the new room. */
	members: string[];
	/** The tip was handed to that unit: from here on `list` counts in its chain, and this version is the first. */
	to?: { unit: string; list: number };
}

const isListOf = <Kind>(value: unknown, is: (one: unknown) => one is Kind): value is Kind[] =>
	Array.isArray(value) && value.every(is);

export function isHeader(value: unknown): value is Header {
	const lists = ['phones', 'plates', 'accounts', 'places'];
	return (
		isFields(value, ['category', 'danger', ...lists]) &&
		isText(value.category) &&
		typeof value.danger === 'boolean' &&
		lists.every((name) => isListOf(value[name], isText))
	);
}

export function isBody(value: unknown): value is Body {
	const names = ['recipient', 'verify', 'claim', 'category', 'answers', 'oversight', 'parts'];
	return (
		isFields(value, names) &&
		isHybrid(value.recipient) &&
		isDigest(value.verify) &&
		isDigest(value.claim) &&
		isText(value.category) &&
		isListOf(value.answers, isAnswer) &&
		typeof value.oversight === 'boolean' &&
		isListOf(value.parts, isPartRef)
	);
}

export function isMessage(value: unknown): value is Message {
	return (
		isFields(value, ['text'], ['question', 'parts']) &&
		isText(value.text) &&
		['boolean', 'undefined'].includes(typeof value.question) &&
		(value.parts === undefined || isListOf(value.parts, isPartRef))
	);
}

export function isRekey(value: unknown): value is Rekey {
	return (
		isFields(value, ['recipient', 'epoch', 'members'], ['to']) &&
		isHybrid(value.recipient) &&
		isCount(value.epoch, 2) &&
		isListOf(value.members, isDigest) &&
		(value.to === undefined || isHandOver(value.to))
	);
}

const isAnswer = (value: unknown): value is Body['answers'][number] =>
	isFields(value, ['q', 'a']) && isText(value.q) && isText(value.a);

const isHandOver = (value: unknown): value is Rekey['to'] =>
	isFields(value, ['unit', 'list']) && isText(value.unit) && isCount(value.list, 1);

/** Officers' notes are a format of their own room, and nobody but officers writes them. */
const shapes: Record<ItemKind, (value: unknown) => boolean> = {
	header: isHeader,
	body: isBody,
	message: isMessage,
	rekey: isRekey,
	note: () => true
};

export const isContent = (kind: ItemKind, value: unknown): boolean => shapes[kind](value);
