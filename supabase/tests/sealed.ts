/** Sealed things for the SQL tests: officers' keys, signed lists, tips. SQL checks outsides, so the insides are noise. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import type { TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, one, type Person } from './people.ts';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
export const hex = (bytes = 32) => randomBytes(bytes).toString('hex');

export type Keys = { recipient: string; verify: string };
export type Seal = (kib: 1 | 4 | 16) => string;
type Secret = { room: 'T' | 'D'; verify: string | null; sealed: string };

/** Makes age files: a real one of each size, with another payload every time. */
export async function sealer(): Promise<Seal> {
	const recipient = await identityToRecipient(await generateHybridIdentity());
	const files = new Map<number, Uint8Array>();
	for (const kib of [1, 4, 16]) {
		const encrypter = new Encrypter();
		encrypter.addRecipient(recipient);
		files.set(kib, await encrypter.encrypt(new Uint8Array(kib * 1024)));
	}
	return (kib) => {
		const file = Buffer.from(files.get(kib)!);
		randomBytes(64).copy(file, file.length - 64);
		return file.toString('base64');
	};
}

/** Public keys as a browser would make them. */
export function newKeys(): Keys {
	const letters = '023456789acdefghjklmnpqrstuvwxyz';
	const noise = Array.from(randomBytes(1952), (byte) => letters[byte % 32]).join('');
	return { recipient: `age1pq1${noise}`, verify: hex() };
}

export const newBundle = () =>
	Buffer.concat([
		Buffer.from('age-encryption.org/v1\n-> scrypt AAAA 15\n'),
		randomBytes(60)
	]).toString('base64');

/** Calls a door with named arguments as an officer, a service or a stranger. */
export async function door<T = never>(
	db: TestDatabase,
	who: Person | 'service_role' | 'anon',
	name: string,
	args: Record<string, unknown>
): Promise<T> {
	const work = async (tx: { unsafe: TestDatabase['sql']['unsafe']; json: unknown }) => {
		const names = Object.keys(args);
		const values = names.map((key) => {
			const value = args[key];
			const isJson = value !== null && typeof value === 'object' && !idArgs.includes(key);
			return isJson && key !== 'paths' ? JSON.stringify(value) : value;
		});
		const call = names.map((key, n) => `"${key}" => $${n + 1}${castOf(key)}`).join(', ');
		return one(await tx.unsafe(`select public.${name}(${call}) as a`, values as never[])).a as T;
	};
	return typeof who === 'string'
		? db.as({ role: who }, work as never)
		: asPerson(db, who, work as never);
}
const idArgs = ['ids', 'parts', 'cases'];
const jsonArgs = [
	'statement',
	'lines',
	'pairs',
	'secrets',
	'request',
	'say',
	'filter',
	'after',
	'packages',
	'document'
];
const castOf = (key: string) => {
	if (jsonArgs.includes(key)) return '::text::jsonb';
	if (idArgs.includes(key)) return '::uuid[]';
	return '';
};

/** Enrols keys for an officer. */
export async function enrol(db: TestDatabase, person: Person, keys = newKeys(), replace = false) {
	await door(db, person, 'staff_keys_enrol', {
		key: newKey(),
		...keys,
		bundle: newBundle(),
		replace
	});
	return keys;
}

export type Member = { keys: Keys; lead?: boolean };
type Link = { unit: string; version: number; previous: string | null; lead: string };

/** The texts of a list as the lead's browser writes them. */
export function listOf(members: Member[], { unit, version, previous, lead }: Link) {
	const at = new Date().toISOString();
	const body = JSON.stringify({
		v: 1,
		unit,
		version,
		at,
		members: members.map(({ keys, lead: leads = false }, n) => ({
			name: `Cán bộ ${n + 1}`,
			recipient: sha256(keys.recipient),
			verify: keys.verify,
			lead: leads
		}))
	});
	const link = JSON.stringify({ v: 1, unit, version, at, previous, body: sha256(body), lead });
	return { version, link, body, signature: hex(64), head: sha256(link) };
}

/** Signs the next list of the lead's unit, as a lead whose own keys stand first. Answers its head. */
export async function sign(
	db: TestDatabase,
	lead: Person,
	members: Member[],
	version = 1,
	previous: string | null = null
) {
	const link = { unit: lead.unit, version, previous, lead: members[0]!.keys.verify };
	const { head, ...list } = listOf(members, link);
	await door(db, lead, 'staff_desk_sign', { key: newKey(), ...list });
	return head;
}

export const secretsFor = (seal: Seal, room: 'T' | 'D', verifies: (string | null)[]): Secret[] =>
	verifies.map((verify) => ({ room, verify, sealed: seal(1) }));

/** What the edge hands to SQL for a tip that is sealed to these officers and its sender. */
export function tipFor(seal: Seal, unit: string, list: number, verifies: string[]) {
	return {
		key: newKey(),
		request: { digest: hex() },
		lookup_hash: hex(),
		nonce: randomUUID(),
		digest: hex(),
		unit,
		tip: hex(16),
		list,
		urgent: false,
		header: seal(1),
		body: seal(4),
		secrets: secretsFor(seal, 'T', [...verifies, null]),
		parts: [] as string[]
	};
}
export type TipRequest = ReturnType<typeof tipFor>;

type Receipt = { reference: string; received_at: string; back_after: [string, string] };

/** Sends a tip; answers its case and what was sent. */
export async function send(db: TestDatabase, request: TipRequest) {
	const answer = await door<Receipt>(db, 'service_role', 'tips_submit_write', request);
	const { id } = one(
		await db.sql`select id from queue.cases where reference = ${answer.reference}`
	);
	return { id: id as string, ...answer, hash: request.lookup_hash, sent: request };
}
