/** Senders and officers with keys, for the tests of the edge: what they seal is opened by nobody in between. */
import { createHash, randomBytes } from 'node:crypto';
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { encodeUpload } from '../../supabase/functions/_shared/upload/index.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import type { TestOfficer } from '../../supabase/local/testing.ts';
import { key, type Scene } from './scene.ts';
import { newSecret } from './world.ts';

/** What is needed of a scene: its doors, who makes officers, and the lookup. */
export type Place = {
	stack: Pick<Scene['stack'], 'rpc' | 'edge' | 'officer'>;
	world: { unit: string };
	lookup: Scene['lookup'];
};

export type Room = { identity: string; recipient: string };

export async function newRoom(): Promise<Room> {
	const identity = await generateHybridIdentity();
	return { identity, recipient: await identityToRecipient(identity) };
}

/** An age file whose framed plaintext fills a bucket of `kib` KiB; to several recipients if they are given. */
export async function sealTo(recipients: string | string[], kib: number, content: unknown) {
	const json = new TextEncoder().encode(JSON.stringify(content));
	const plain = new Uint8Array(kib * 1024);
	new DataView(plain.buffer).setUint32(0, json.length);
	plain.set(json, 4);
	const encrypter = new Encrypter();
	for (const recipient of [recipients].flat()) encrypter.addRecipient(recipient);
	return (await encrypter.encrypt(plain)) as Uint8Array<ArrayBuffer>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export async function openWith(identity: string, file: Uint8Array | string): Promise<any> {
	const decrypter = new Decrypter();
	decrypter.addIdentity(identity);
	const bytes = typeof file === 'string' ? Uint8Array.from(Buffer.from(file, 'base64')) : file;
	const plain = await decrypter.decrypt(bytes);
	const length = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
	return JSON.parse(new TextDecoder().decode(plain.subarray(4, 4 + length)));
}

export const base64 = (file: Uint8Array) => Buffer.from(file).toString('base64');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export type Member = TestOfficer & Room & { verify: string };

/** An officer of the scene's unit who has made keys. */
async function enrolled(at: Place, roles: string[]): Promise<Member> {
	const officer = await at.stack.officer({ unit: at.world.unit, roles });
	const room = await newRoom();
	const verify = randomBytes(32).toString('hex');
	const locked = new Encrypter();
	locked.setPassphrase('0123456789ABCDEF');
	locked.setScryptWorkFactor(2);
	const bundle = base64(await locked.encrypt(new Uint8Array(1024)));
	const keys = { key: key(), recipient: room.recipient, verify, bundle, replace: false };
	const answer = await at.stack.rpc('staff_keys_enrol', keys, officer.token);
	if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
	return { ...officer, ...room, verify };
}

/** A lead and an investigator with keys, and the first list of their desk. The server checks no signature of it. */
export async function makeDesk(at: Place) {
	const { unit } = at.world;
	const lead = await enrolled(at, ['lead']);
	const investigator = await enrolled(at, ['investigator']);
	const signed = new Date().toISOString();
	const members = [lead, investigator].map(({ recipient, verify }, n) => ({
		name: `Cán bộ ${n + 1}`,
		recipient: sha256(recipient),
		verify,
		lead: n === 0
	}));
	const body = JSON.stringify({ v: 1, unit, version: 1, at: signed, members });
	const link = JSON.stringify({
		v: 1,
		unit,
		version: 1,
		at: signed,
		previous: null,
		body: sha256(body),
		lead: lead.verify
	});
	const signature = randomBytes(64).toString('hex');
	const list = { key: key(), version: 1, link, signature, body };
	const answer = await at.stack.rpc('staff_desk_sign', list, lead.token);
	if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
	return { lead, investigator, members: [lead, investigator] };
}
export type Desk = Awaited<ReturnType<typeof makeDesk>>;

/** Asks the function as a browser would; the answer with its size on the line. */
export async function post(at: Scene, body: unknown, headers: Record<string, string> = {}) {
	const isBytes = body instanceof Uint8Array;
	const response = await fetch(`${at.stack.origin}/functions/v1/tips`, {
		method: 'POST',
		headers: {
			apikey: at.stack.keys.publishable,
			'content-type': isBytes ? 'application/octet-stream' : 'application/json',
			...headers
		},
		body: isBytes ? (body as BodyInit) : JSON.stringify(body)
	});
	const bytes = new Uint8Array(await response.arrayBuffer());
	const { date: _, ...seen } = Object.fromEntries(response.headers);
	return { status: response.status, bytes, size: bytes.length, headers: seen };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const said = ({ bytes }: { bytes: Uint8Array }): any =>
	JSON.parse(new TextDecoder().decode(bytes));

/** Somebody with a code, a room for their tip, and work done for it. */
export async function newSender(at: Place) {
	const secret = await newSecret();
	const asked = { unit: at.world.unit, oversight: false, lookup_hash: secret.lookup_hash, from: 0 };
	const { body } = await at.stack.edge('tips', 'tips_desk', asked);
	return {
		...secret,
		desk: body.desk,
		proof: await solve(body.challenge),
		own: await newRoom(),
		room: await newRoom(),
		tip: randomBytes(16).toString('hex')
	};
}
export type Sender = Awaited<ReturnType<typeof newSender>>;

/** An upload of one part as the sender's browser sends it. */
export const uploadOf = (
	{ lookup_hash, proof }: Sender,
	part: string,
	file: Uint8Array,
	over: object = {}
) => encodeUpload({ part, lookup_hash, proof, ...over }, file);

/** The whole request of a tip that says `text`. */
export async function tipOf(at: Place, desk: Desk, sender: Sender, text: string) {
	const { lookup_hash, proof, tip, room, own } = sender;
	const keys = { tip, epoch: 1, room: 'T', identity: room.identity };
	const holders = [...desk.members, { verify: null, recipient: own.recipient }];
	return {
		action: 'tips_submit',
		key: key(),
		lookup_hash,
		proof,
		unit: at.world.unit,
		tip,
		list: 1,
		urgent: false,
		header: base64(await sealTo(room.recipient, 1, { category: text.slice(0, 100) })),
		body: base64(await sealTo(room.recipient, 4, { text })),
		secrets: await Promise.all(
			holders.map(async ({ verify, recipient }) => ({
				room: 'T',
				verify,
				sealed: base64(await sealTo(recipient, 1, keys))
			}))
		),
		parts: [] as string[]
	};
}

/** What the lookup page reads for the sender's code. */
export async function openTip(at: Place, { lookup }: { lookup: string }) {
	const answer = await at.lookup({ op: 'open', lookup, before: null }, lookup);
	if (!('tip' in answer)) throw new Error('code' in answer ? answer.code : 'no tip');
	return answer.tip;
}
