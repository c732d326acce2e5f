/** Officers with keys and a desk list signed by their lead, and a page that was built with it. */
import { randomBytes } from 'node:crypto';
import { lockKeys, newHolder, signDesk, type Holder } from '../../src/lib/sealed/cipher.ts';
import { makeCode } from '../../supabase/functions/_shared/code/index.ts';
import type { DeskFloor } from '../../supabase/functions/_shared/contracts/sealing.ts';
import { expect, type Page, type TestOfficer, type TestStack } from './world.ts';

/** `code`: what stands on the officer's printed sheet. */
export type Keyed = { officer: TestOfficer; holder: Holder; code: string };
export type Desk = { unit: string; floor: DeskFloor; lead: Keyed; members: Keyed[] };

const key = () => crypto.randomUUID();

/** An officer of the unit who has made keys, as their browser would. */
export async function keyed(stack: TestStack, unit: string, roles: string[]): Promise<Keyed> {
	const officer = await stack.officer({ unit, roles });
	const holder = await newHolder();
	const code = makeCode(randomBytes(15).map((byte) => byte & 31));
	const bundle = Buffer.from(await lockKeys(holder, code)).toString('base64');
	const { recipient, signer } = holder;
	const { status, body } = await stack.rpc(
		'staff_keys_enrol',
		{ key: key(), recipient, verify: signer.verify, bundle, replace: false },
		officer.token
	);
	expect(status, JSON.stringify(body)).toBe(200);
	return { officer, holder, code };
}

/** A lead and two investigators, and the first list of the unit's chain. `at`: when the lead signs. */
export async function openDesk(stack: TestStack, unit: string, at = new Date()): Promise<Desk> {
	const lead = await keyed(stack, unit, ['lead', 'investigator']);
	const members = [
		lead,
		await keyed(stack, unit, ['investigator']),
		await keyed(stack, unit, ['investigator'])
	];
	return signed(stack, { unit, lead, members }, null, at);
}

/** The lead signs the same officers once more. `at`: the day that stands on the list. */
export const signAgain = (stack: TestStack, desk: Desk, at: Date): Promise<Desk> =>
	signed(stack, desk, desk.floor, at);

async function signed(
	stack: TestStack,
	{ unit, lead, members }: Omit<Desk, 'floor'>,
	before: DeskFloor | null,
	at: Date
): Promise<Desk> {
	const version = (before?.version ?? 0) + 1;
	const { link, signature, body, head } = signDesk({
		unit,
		version,
		previous: before?.head ?? null,
		at: at.toISOString(),
		signer: lead.holder.signer,
		members: members.map(({ holder }, place) => ({
			name: `Cán bộ ${place + 1}`,
			recipient: holder.recipient,
			verify: holder.signer.verify,
			lead: place === 0
		}))
	});
	const taken = await stack.rpc(
		'staff_desk_sign',
		{ key: key(), version, link, signature, body },
		lead.officer.token
	);
	expect(taken.status, JSON.stringify(taken.body)).toBe(200);
	return { unit, floor: { lead: lead.holder.signer.verify, version, head }, lead, members };
}

type Data = { nodes: ({ data?: unknown[] } | null)[] };

type Floors = Record<string, DeskFloor>;
/** What else a build put into the page: each value once, objects with the places of theirs. `put` answers where it is kept. */
export type Change = (flat: unknown[], put: (value: unknown) => number) => void;

/**
 * The page at `address` as if it had been built with these floors and with these desks for tips about a unit's own officers:
 * what a build puts into it travels in one file, and that file is written anew on its way. So it must be opened by a link.
 */
export async function buildWith(
	page: Page,
	address: string,
	floors: Floors,
	oversight: Record<string, string> = {},
	change: Change = () => {}
) {
	await page.route(`**/${address}/__data.json*`, async (route) => {
		const answer = await route.fetch({ maxRetries: 2 });
		const said = (await answer.json()) as Data;
		for (const node of said.nodes) {
			const [first] = (node?.data ?? []) as { floors?: number; oversight?: number }[];
			if (first?.floors === undefined) continue;
			const flat = node!.data!;
			const put = (value: unknown) => flat.push(value) - 1;
			flat[first.floors] = Object.fromEntries(
				Object.entries(floors).map(([unit, { lead, version, head }]) => [
					unit,
					put({ lead: put(lead), version: put(version), head: put(head) })
				])
			);
			if (first.oversight !== undefined)
				flat[first.oversight] = Object.fromEntries(
					Object.entries(oversight).map(([unit, other]) => [unit, put(other)])
				);
			change(flat, put);
		}
		await route.fulfill({ response: answer, json: said });
	});
}

/** Follows a link of the home page, once the page can act: before, it would load all of what the build really knew. */
export async function openFromHome(page: Page, link: string) {
	page.on('pageerror', (error) => {
		throw error;
	});
	await page.goto('/');
	const contrast = page.getByRole('button', { name: 'Tương phản' });
	await expect(async () => {
		await contrast.click();
		await expect(page.locator('html.contrast')).toBeAttached({ timeout: 200 });
	}).toPass();
	await contrast.click();
	await page.getByRole('link', { name: link }).first().click();
}

/** Opens the sender's page from the home page, as if it had been built with these floors. */
export async function openBuiltWith(
	page: Page,
	floors: Floors,
	oversight: Record<string, string> = {},
	change?: Change
) {
	await buildWith(page, 'tin-bao', floors, oversight, change);
	await openFromHome(page, 'Gửi tin báo');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Gửi tin báo cho Công an');
}

/** Comes back with the code, as it stands on the slip, to a page that was built with these floors. */
export async function comeBackWith(page: Page, code: string, floors: Floors) {
	await buildWith(page, 'tra-cuu', floors);
	await openFromHome(page, 'Tra cứu');
	await page.getByLabel('Mã tra cứu').fill(code.replace(/.{4}(?=.)/g, '$&-'));
	await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Trao đổi' })).toBeVisible();
}
