/**
 * Keys and desk lists of the demonstration, on the same doors and with the same cipher as in an officer's browser. Only
 * what is missing is made: what people did since with the pages stays theirs.
 */
import { randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { lockKeys, newHolder, signDesk, unlockKeys } from '../../src/lib/sealed/cipher.ts';
import { draftDesk } from '../../src/lib/staff/desk-draft.ts';
import type { UnitDesk } from '../../src/lib/staff/staff.ts';
import { makeCode } from '../functions/_shared/code/index.ts';
import { Stop } from './stop.ts';

type Officer = { unit: string; email: string; roles: string[] };
type Entered = { origin: string; publishableKey: string; token: string };
type Enter = (email: string) => Promise<Entered>;

/** Active accounts of the demo that take tips and never had keys. */
const keyless = (sql: Sql, emails: string[]) => sql<{ email: string }[]>`
	select u.email from auth.users u join staff.officers o on o.user_id = u.id
	where u.email = any(${emails}) and staff.takes_tips(o)
		and not exists (select 1 from staff.keys k where k.officer = o.user_id)`;

/** Makes keys for those who take tips. `keep` gets a code before the keys are sent. */
export async function enrolDemo(
	sql: Sql,
	officers: readonly Officer[],
	enter: Enter,
	keep: (email: string, code: string) => void
): Promise<void> {
	const emails = officers.map(({ email }) => email);
	for (const { email } of await keyless(sql, emails)) {
		const code = makeCode(randomBytes(15).map((byte) => byte & 31));
		const { recipient, signer, ...rest } = await newHolder();
		const bundle = await lockKeys({ recipient, signer, ...rest }, code);
		keep(email, code);
		await say(await enter(email), 'staff_keys_enrol', {
			recipient,
			verify: signer.verify,
			bundle: Buffer.from(bundle).toString('base64'),
			replace: false
		});
	}
}

/** Signs the first desk list of each unit that has none, as its lead. */
export async function signDemo(
	sql: Sql,
	officers: readonly Officer[],
	enter: Enter,
	codes: Record<string, string>
): Promise<void> {
	const signed = await sql<{ unit: string }[]>`select distinct unit from staff.desk_links`;
	const done = new Set(signed.map(({ unit }) => unit));
	for (const { unit, email } of officers.filter(({ roles }) => roles.includes('lead'))) {
		const code = codes[email];
		if (done.has(unit) || !code) continue;
		const lead = await enter(email);
		const { keys } = (await say(lead, 'staff_keys')) as { keys: { bundle: string } };
		const { signer } = await unlockKeys(Buffer.from(keys.bundle, 'base64'), code);
		const { officers: known } = (await say(lead, 'staff_desk')) as UnitDesk;
		const { version, members } = draftDesk(null, known);
		const { link, signature, body } = signDesk({
			unit,
			version,
			previous: null,
			members: members.map(({ name, recipient, verify, lead }) => ({
				name,
				recipient,
				verify,
				lead
			})),
			at: new Date().toISOString(),
			signer
		});
		await say(lead, 'staff_desk_sign', { version, link, signature, body });
	}
}

async function say(
	{ origin, publishableKey, token }: Entered,
	door: string,
	args?: object
): Promise<unknown> {
	const answer = await fetch(`${origin}/rest/v1/rpc/${door}`, {
		method: 'POST',
		headers: {
			apikey: publishableKey,
			authorization: `Bearer ${token}`,
			'content-type': 'application/json'
		},
		body: JSON.stringify(args ? { key: crypto.randomUUID(), ...args } : {})
	});
	if (!answer.ok) throw new Stop(`The demo's keys were refused at ${door} with ${answer.status}.`);
	return answer.json();
}
