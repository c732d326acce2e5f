/**
 * Every page of the portal on the slow profile (bench/slow.ts): LCP, CLS and TBT, median of five visits. Residents' pages as a stranger meets
 * them, officers' pages as somebody with every duty opens them by their address, and the list and the sign-in once more, as officers do who
 * come every day (bench/second-visit.ts). Some forty minutes: GANDAN_PAGES=/tin-tuc,/can-bo chooses.
 */
import type { BrowserContext } from '@playwright/test';
import { deskPlaces } from '../src/lib/platform/desk-places.ts';
import { places, type Place } from '../src/lib/platform/places.ts';
import { startStack, type TestStack } from '../supabase/local/testing.ts';
import { setup } from '../supabase/local/testing-server.ts';
import { buildWith, site } from './build-with.ts';
import type { Figure } from './figure.ts';
import { secondVisit } from './second-visit.ts';
import { slowProfile } from './slow.ts';

const unit = '21439';
const roles = ['lead', 'desk', 'field', 'support', 'treasurer', 'editor'];
/** Pages that are no page without something in hand: the address of an invitation, and the kit of whoever builds. */
const without = ['/can-bo/loi-moi', '/ui'];
/** What an officer opens every day. */
const daily: string[] = [places.signIn.vi, deskPlaces.queue.vi];

export async function measure(): Promise<Figure[]> {
	const chosen = process.env.GANDAN_PAGES?.split(',');
	const end = await setup();
	const stack = await startStack({ build: site });
	try {
		await buildWith(stack.db.url);
		const figures: Figure[] = [];
		const all: Place[] = [...Object.values(places), ...Object.values(deskPlaces)];
		for (const { vi: path, kind } of all) {
			if (without.includes(path) || (chosen && !chosen.includes(path))) continue;
			const before = (kind === 'desk' || kind === 'shell') && path !== places.signIn.vi ? await signedIn(stack) : undefined;
			for (const figure of await slowProfile(stack.origin + path, path, before))
				figures.push({ ...figure, name: `every page: ${figure.name}` });
			if (daily.includes(path))
				for (const figure of await secondVisit(stack.origin + path, path, before))
					figures.push({ ...figure, name: `every page: ${figure.name}` });
			process.stdout.write(`  ${path}: ${figures.slice(-3).map(({ value, unit }) => `${value} ${unit}`).join(', ')}\n`);
		}
		return figures;
	} finally {
		await stack.stop();
		await end();
	}
}

/** Signs a new officer in as the page does, by the smallest file of the origin. */
async function signedIn(stack: TestStack): Promise<(context: BrowserContext) => Promise<void>> {
	const { email, password } = await stack.officer({ unit, roles });
	const answer = await fetch(`${stack.origin}/auth/v1/token?grant_type=password`, {
		method: 'POST',
		headers: { apikey: stack.keys.publishable, 'content-type': 'application/json' },
		body: JSON.stringify({ email, password })
	});
	if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
	const session = await answer.text();
	return async (context) => {
		const page = await context.newPage();
		await page.goto(`${stack.origin}/_config.json`);
		await page.evaluate((kept) => localStorage.setItem('gandan-officer', kept), session);
		await page.close();
	};
}
