/**
 * Rounds of teams: a day of one team against the proven optimum, Solomon's instances against the best known, a weekend of
 * sixty visits, a day that slips, and what all this needs.
 */
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { weekend } from '../supabase/functions/_shared/planner/anyfleet.ts';
import { launch } from '../supabase/local/browser.ts';
import { brokenFleet } from '../supabase/functions/_shared/planner/check-fleet.ts';
import { WEEKEND_SHIFTS, WEEKEND_WINDOWS, seeded } from '../supabase/functions/_shared/planner/examples.ts';
import { optimise, solve } from '../supabase/functions/_shared/planner/index.ts';
import { serveCryptoPage } from './crypto-page/serve.ts';
import { ducPhoDays } from './duc-pho.ts';
import { atMost, percentile, type Figure } from './figure.ts';
import { leastTravel } from './mip.ts';
import { ask, full } from './planner.ts';
import { slips } from './slips.ts';
import { distanceOf, instance, instances, routed } from './solomon.ts';

const DAYS = 200;
const EACH_MS = 2000;

export async function measure(): Promise<Figure[]> {
	// A process counts to its memory what the one that started it had: first, before a build and a browser were here.
	const needed = needs();
	return [...(await gaps()), ...solomon(), ...weekends(), ...(await slipped()), ...needed];
}

/** One team, up to twelve visits: travel above the optimum that HiGHS proves. */
async function gaps(): Promise<Figure[]> {
	const exact: number[] = [];
	const searched: number[] = [];
	for (const { day, travel } of ducPhoDays(DAYS)) {
		const least = await leastTravel(day, travel);
		const found = solve(day, travel);
		if (least === null || 'reason' in found) throw new Error('a day that was promised cannot be kept');
		exact.push(above(found.travel, least));
		const fleet = optimise({ days: [day], unplaced: [] }, () => travel, { seed: 1 });
		searched.push(above(fleet.travel, least));
	}
	const of = `${DAYS} days of one team in Đức Phổ, 4–12 visits`;
	return [
		atMost(`rounds: ${of}, worst gap to the proven optimum`, Math.max(...exact), '%', 0),
		atMost(`rounds: the same by ruin and recreate, worst gap`, Math.max(...searched), '%', null)
	];
}

const above = (found: number, best: number): number => 100 * (found / best - 1);

/** Two seconds each; how many iterations fit is measured before, and the clock cuts what does not. */
function solomon(): Figure[] {
	const names = instances();
	const found = names.map((name) => {
		const problem = instance(name);
		const trial = performance.now();
		routed(problem, { seed: 1, iterations: 2000 });
		const iterations = Math.floor((0.9 * 2000 * EACH_MS) / (performance.now() - trial));
		const until = performance.now() + EACH_MS;
		const { routes } = routed(problem, { seed: 1, iterations, until: () => performance.now() < until });
		return above(distanceOf(problem, routes), problem.best);
	});
	const mean = found.reduce((sum, gap) => sum + gap, 0) / found.length;
	const of = `${names.length} Solomon instances, 2 s each`;
	return [
		atMost(`rounds: ${of}, mean above best known`, mean, '%', 1.6),
		atMost(`rounds: ${of}, worst above best known`, Math.max(...found), '%', null)
	];
}

function weekends(): Figure[] {
	const taken: number[] = [];
	let left = 0;
	for (const promises of [0, 4]) {
		for (let seed = 1; seed <= 10; seed++) {
			const { fleet, travelOn } = weekend({ teams: 4, promises, count: 60 - 8 * promises }, seed);
			const from = performance.now();
			const plan = optimise(fleet, travelOn, { seed });
			taken.push(performance.now() - from);
			left += plan.left.length;
			const broken = brokenFleet(fleet, plan, travelOn);
			if (broken.length > 0) throw new Error(broken.join('; '));
		}
	}
	return [
		atMost('rounds: a weekend of 60 visits and 4 teams, p50', percentile(taken, 0.5), 'ms', null),
		atMost('rounds: a weekend of 60 visits and 4 teams, worst of 20', Math.max(...taken), 'ms', 2000),
		atMost('rounds: visits of those weekends that found no place', left, '', null)
	];
}

/** On the phone: the page's own thread six times slower, as every figure of a phone here is taken. */
async function slipped(): Promise<Figure[]> {
	const here = slips();
	const site = await serveCryptoPage();
	const browser = await launch();
	try {
		const page = await browser.newPage();
		await page.goto(site.origin);
		const session = await page.context().newCDPSession(page);
		await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
		const phone = (await page.evaluate('slips(40)')) as number[];
		const of = 'rounds: 14 visits planned again';
		return [
			atMost(`${of}, p50`, percentile(here, 0.5), 'ms', null),
			atMost(`${of}, p95`, percentile(here, 0.95), 'ms', 200),
			atMost(`${of}, Chromium at six times slowdown, p50`, percentile(phone, 0.5), 'ms', 200),
			atMost(`${of}, Chromium at six times slowdown, p95`, percentile(phone, 0.95), 'ms', 200)
		];
	} finally {
		await browser.close();
		await site.close();
	}
}

function needs(): Figure[] {
	const child = fileURLToPath(new URL('rounds-memory.ts', import.meta.url));
	const peak = Number(execFileSync(process.execPath, [child], { encoding: 'utf8' }));
	return [
		atMost('rounds: peak memory of a process that plans a weekend', peak, 'MB', 200),
		atMost('rounds: CPU of the windows for one resident on 8 full days', edge(), 'ms', 2000)
	];
}

/** What the edge function thinks for one question: every window of a weekend whose days are full, the slowest of fifty. */
function edge(): number {
	const random = seeded(8);
	const days = Array.from({ length: 8 }, () => full(14, WEEKEND_SHIFTS, WEEKEND_WINDOWS, 10, random));
	const taken = Array.from({ length: 50 }, () => {
		const before = process.cpuUsage();
		for (const day of days) ask(day, WEEKEND_WINDOWS, 10, random);
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1000;
	});
	return Math.max(...taken);
}
