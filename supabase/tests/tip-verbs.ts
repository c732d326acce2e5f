/** What members do with a tip, said shortly: each calls its door as the officer's browser would. */
import { doors, type Certificate, type OpenTip } from '../functions/_shared/contracts/tips.ts';
import { newKey, type Person } from './people.ts';
import { door, secretsFor } from './sealed.ts';
import { tell, type Scene } from './tipping.ts';

/** The keys of everybody in the unit's list. */
export const trio = ({ keys }: Scene) => [keys.lead.verify, keys.first.verify, keys.second.verify];

export const open = async ({ db }: Scene, person: Person, id: string): Promise<OpenTip> =>
	doors.tips_open.answer.parse(await door(db, person, 'tips_open', { id }));

type State = { state: string; version: number };

export const say = (s: Scene, person: Person, id: string, seq: number, changes: object = {}) =>
	tell<State>(s, person, 'tips_say', {
		id,
		item: newKey(),
		seq,
		epoch: 1,
		sealed: s.seal(4),
		...changes
	});

export const rekey = (s: Scene, person: Person, id: string, changes: object = {}) =>
	tell<State>(s, person, 'tips_rekey', {
		id,
		unit: '21439',
		item: newKey(),
		seq: 2,
		epoch: 1,
		sealed: s.seal(4),
		secrets: secretsFor(s.seal, 'T', [...trio(s), null]),
		...changes
	});

export const notesKey = (s: Scene, person: Person, id: string, epoch = 1, to = trio(s)) =>
	tell(s, person, 'tips_notes_key', { id, epoch, secrets: secretsFor(s.seal, 'D', to) });

export const note = (s: Scene, person: Person, id: string, changes: object = {}) =>
	tell(s, person, 'tips_note', { id, note: newKey(), epoch: 1, sealed: s.seal(4), ...changes });

export const grant = (s: Scene, person: Person, id: string, verify: string, changes: object = {}) =>
	tell(s, person, 'tips_grant', {
		id,
		epoch: 1,
		verify,
		secrets: secretsFor(s.seal, 'T', [verify]),
		...changes
	});

export const classify = (s: Scene, id: string, version: number, as: string) =>
	tell<State>(s, s.first, 'tips_classify', { id, version, as });

export const close = (s: Scene, id: string, version: number, as: string, who = s.first) =>
	tell<State>(s, who, 'tips_close', { id, version, as });

/** `notes`: how many the export held. */
export const erase = (
	s: Scene,
	person: Person,
	args: { id: string; version: number; notes?: number; key?: string }
) => tell<Certificate>(s, person, 'tips_erase', { notes: 0, ...args });

export const join = (s: Scene, person: Person, id: string, other: string) =>
	tell<{ ok: true }>(s, person, 'tips_join', { id, other });

export const partWays = (s: Scene, person: Person, id: string, other: string) =>
	tell<{ ok: true }>(s, person, 'tips_part_ways', { id, other });

/** The edge writes a part of an attachment down. */
export const partOf = (s: Scene, nonce: string, lookup_hash: string, changes: object = {}) =>
	door<{ ok: true }>(s.db, 'service_role', 'tips_part_write', {
		nonce,
		lookup_hash,
		part: newKey(),
		bytes: 5755,
		path: `tips/${newKey()}`,
		...changes
	});
