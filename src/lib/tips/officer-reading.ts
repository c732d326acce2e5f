/** What an officer's keys make of a tip. It lives in memory alone; nothing here is stored or sent. */
import type * as cipher from '#lib/sealed/cipher.ts';
import type {
	Body,
	Damage,
	Envelope,
	Holder,
	OpenSecret,
	Thread,
	VerifiedDesk
} from '#lib/sealed/cipher.ts';
import { fromBase64 } from '#lib/sealed/index.ts';
import { Rolls, type Desks } from './officer-desks.ts';
import { readNotes, type Note } from './officer-notes.ts';
import type { OpenTip } from './officer-tips.ts';

export type Cipher = typeof cipher;
export type Entry =
	{ seq: number; envelope: Envelope; damaged: null } | { seq: number; damaged: Damage };

export type Reading = {
	tip: OpenTip;
	thread: Thread;
	entries: readonly Entry[];
	/** Null while the first text cannot be opened. */
	body: Body | null;
	notes: readonly Note[];
	/** The key of the notes of this epoch. */
	notesKey: OpenSecret | null;
	/** Every key of the tip that this officer holds and may hand on: those of notes are signed by an officer. */
	secrets: readonly OpenSecret[];
	/** The newest proven list; null, and why, when there is none to trust. */
	desk: VerifiedDesk | null;
	deskFailed: unknown;
};

/** The heavy chunk, asked for once somebody has unlocked their keys. */
export const loadCipher = (): Promise<Cipher> => import('#lib/sealed/cipher.ts');

/** Opens everything of a tip. What does not open or prove itself is named as damaged, never dropped. */
export async function readTip(
	tip: OpenTip,
	holder: Holder,
	desks: Desks,
	cipher: Cipher
): Promise<Reading> {
	const listed = await listOf(desks, tip.unit);
	const secrets = await openSecrets(tip, holder, cipher);
	const rolls = new Rolls(desks, tip.sent_to ?? tip.unit);
	const items = tip.items.map((item) => ({ ...item, sealed: fromBase64(item.sealed) }));
	const thread = await rolls.settle((officerOf) =>
		cipher.openThread({ tip: tip.tip, items, secrets, officerOf, complete: true })
	);
	const kept = await rolls.settle((officerOf) =>
		readNotes(tip, secrets, { officerOf, units: thread.units }, cipher)
	);
	const entries = thread.entries.map(entryOf);
	return { tip, thread, entries, body: bodyOf(entries), ...kept, ...listed };
}

const entryOf = (entry: Thread['entries'][number]): Entry =>
	'envelope' in entry ? { ...entry, damaged: null } : entry;

/** A list that is missing or proves nothing stops writing; what was written before can still be read. */
async function listOf(desks: Desks, unit: string) {
	try {
		return { desk: await desks.newest(unit), deskFailed: null };
	} catch (problem) {
		return { desk: null, deskFailed: problem };
	}
}

async function openSecrets(tip: OpenTip, holder: Holder, cipher: Cipher): Promise<OpenSecret[]> {
	const opened = await Promise.all(
		tip.secrets.map((secret) =>
			cipher.openSecret(fromBase64(secret.sealed), holder.identity).catch(() => null)
		)
	);
	// A key that somebody copied out of another tip opens nothing here.
	return opened.filter((secret) => secret !== null).filter((secret) => secret.tip === tip.tip);
}

/** `openThread` has checked its shape. */
function bodyOf(entries: readonly Entry[]): Body | null {
	for (const entry of entries)
		if (!entry.damaged && entry.envelope.kind === 'body') return entry.envelope.content as Body;
	return null;
}
