/** Sealed things as they travel: age files as base 64, keys and hashes as hex, signed lists as text. */
import * as z from 'zod/mini';
import { bucketOf } from '../agefile/index.ts';
import { textProblem } from '../text/index.ts';
import { hex32, instant } from './basics.ts';

const KIB = 1024;

/** Base 64 of an age file to one hybrid recipient, whose framed plaintext has one of these sizes in KiB. */
export function sealed(...kib: number[]) {
	return z.string().check(
		z.refine((text) => {
			const bucket = isBase64(text) ? bucketOf(bytesOf(text)) : null;
			return bucket !== null && kib.includes(bucket / KIB);
		}, 'bad_format')
	);
}

const isBase64 = (text: string) =>
	text.length % 4 === 0 && text.length < 32 * KIB && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The id of a tip: 16 random bytes that the sender made. */
export const tipId = z.string().check(z.regex(/^[0-9a-f]{32}$/, 'bad_format'));
/** An age recipient, hybrid alone. */
export const recipient = z.string().check(z.regex(/^age1pq1[02-9ac-hj-np-z]{1952}$/, 'bad_format'));
/** An Ed25519 signature. */
export const signature = z.string().check(z.regex(/^[0-9a-f]{128}$/, 'bad_format'));

/** Text whose exact letters were signed: taken as it is, or not at all. */
export const signedText = (most: number) =>
	z.string().check(z.refine((text) => textProblem(text, most, true) === null, 'bad_format'));

/** A link of a unit's chain of desk lists: the exact bytes that were signed, as text, and the lead's signature. */
export const deskLink = z.object({
	link: signedText(2000),
	signature
});

/** A desk list as it travels: the chain from a version on, the newest list's exact text, and its members' recipients. */
export const desk = z.object({
	links: z.array(deskLink).check(z.minLength(1)),
	body: signedText(20_000),
	/** In the order of the list's members; the list holds their hashes. */
	recipients: z.array(recipient)
});
export type Desk = z.infer<typeof desk>;

/**
 * What a build knows of a unit's chain (TIPS.md §3): the lead's verify key at that version, and SHA-256 of that link.
 * Version 0 has no head: any chain that this key begins.
 */
export const deskFloor = z.object({
	lead: hex32,
	version: z.int(),
	head: z.nullable(hex32)
});
export type DeskFloor = z.infer<typeof deskFloor>;

/** One item of a tip's thread: its place, the epoch of the room it is sealed to, the age file. */
export const item = z.object({
	seq: z.int().check(z.gte(0)),
	epoch: z.int().check(z.gte(1)),
	/** Rounded down to the hour. */
	at: instant,
	sealed: z.string()
});
export type Item = z.infer<typeof item>;

/** A room's secret, sealed to the reader: T opens the thread, D the officers' notes. */
export const secret = z.object({
	epoch: z.int().check(z.gte(1)),
	room: z.enum(['T', 'D']),
	sealed: z.string()
});
export type Secret = z.infer<typeof secret>;
