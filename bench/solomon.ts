/**
 * Solomon's instances of the first type, in the format of VRPLIB, brought to the planner's routes; and a judge of answers
 * that uses no code of the planner. Distances are truncated to one decimal, as the best known costs are, and counted in
 * tenths so that they are whole numbers; the objective is distance, with as many vehicles as the instance has.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { anneal } from '../supabase/functions/_shared/planner/anneal.ts';
import { nearest, type Field, type Kind } from '../supabase/functions/_shared/planner/field.ts';
import { Routes } from '../supabase/functions/_shared/planner/routes.ts';

const folder = new URL('solomon/', import.meta.url);
const TENTHS = 10;

type Customer = { x: number; y: number; demand: number; from: number; to: number };
export type Instance = {
	name: string;
	vehicles: number;
	capacity: number;
	service: number;
	/** The depot first. */
	customers: Customer[];
	/** In tenths. */
	best: number;
};

export function instances(): string[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.vrp'))
		.map((file) => file.slice(0, -4))
		.sort();
}

export function instance(name: string): Instance {
	const text = readFileSync(new URL(`${name}.vrp`, folder), 'utf8');
	const one = (key: string) => Number(new RegExp(`^${key}\\s*:\\s*(\\S+)`, 'm').exec(text)![1]);
	const rows = (key: string) => {
		const body = new RegExp(`^${key}_SECTION\\s*\\n((?:[\\d.\\s]+\\n)+)`, 'm').exec(text)![1]!;
		return body.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
	};
	const demand = rows('DEMAND');
	const windows = rows('TIME_WINDOW');
	const solution = readFileSync(new URL(`${name}.sol`, folder), 'utf8');
	return {
		name,
		vehicles: one('VEHICLES'),
		capacity: one('CAPACITY'),
		service: one('SERVICE_TIME') * TENTHS,
		customers: rows('NODE_COORD').map(([, x, y], i) => ({
			x: x!,
			y: y!,
			demand: demand[i]![1]!,
			from: windows[i]![1]! * TENTHS,
			to: windows[i]![2]! * TENTHS
		})),
		best: Math.round(Number(/^Cost\s+(\S+)/m.exec(solution)![1]) * TENTHS)
	};
}

/** The routes of the best known solution, customers counted from 1. */
export function bestKnown(name: string): number[][] {
	const solution = readFileSync(new URL(`${name}.sol`, folder), 'utf8');
	return [...solution.matchAll(/^Route #\d+:\s*([\d ]+)/gm)].map((row) => row[1]!.trim().split(' ').map(Number));
}

const distance = (a: Customer, b: Customer) => Math.floor(Math.hypot(a.x - b.x, a.y - b.y) * TENTHS);

/** The same search as for fleets: a vehicle is a route, its load counts, and every customer is a promise. */
export function routed(problem: Instance, limits: { seed: number; iterations: number; until?: () => boolean }): {
	routes: number[][];
	iterations: number;
} {
	const [depot, ...stops] = problem.customers as [Customer, ...Customer[]];
	const kind: Kind = {
		from: depot.from,
		by: depot.to,
		capacity: problem.capacity,
		ways: Int32Array.from(stops.flatMap((a) => stops.map((b) => distance(a, b)))),
		out: Int32Array.from(stops, (stop) => distance(depot, stop)),
		home: Int32Array.from(stops, (stop) => distance(stop, depot)),
		choices: stops.map(({ from, to }) => [{ from, to, window: 0 }])
	};
	const routes = Array<Kind>(problem.vehicles).fill(kind);
	const field: Field = {
		count: stops.length,
		service: new Int32Array(stops.length).fill(problem.service),
		load: Int32Array.from(stops, ({ demand }) => demand),
		promised: new Uint8Array(stops.length).fill(1),
		routes,
		near: nearest(stops.length, routes)
	};
	const { seed, iterations, until = () => true } = limits;
	const search = { seed, iterations, warm: 100, cold: 8, lost: 1e6, left: 1e6, goOn: until };
	const { best, done } = anneal(new Routes(field), search);
	const found = routes.map((_, route) => best.order(route).map((stop) => stop + 1));
	return { routes: found.filter((route) => route.length > 0), iterations: done };
}

/** The distance of routes in tenths. Throws where they break anything: the judge of both our answers and the best known. */
export function distanceOf({ customers, capacity, service, vehicles }: Instance, routes: readonly number[][]): number {
	const [depot] = customers as [Customer];
	const served = routes.flat().sort((a, b) => a - b);
	if (served.length !== customers.length - 1 || served.some((one, i) => one !== i + 1)) throw new Error('not_everybody_once');
	if (routes.length > vehicles) throw new Error('too_many_vehicles');
	let sum = 0;
	for (const route of routes) {
		let place = depot;
		let time = depot.from;
		let load = 0;
		for (const stop of [...route.map((one) => customers[one]!), depot]) {
			sum += distance(place, stop);
			time = Math.max(time + (place === depot ? 0 : service) + distance(place, stop), stop.from);
			if (time > stop.to) throw new Error('too_late');
			load += stop.demand;
			place = stop;
		}
		if (load > capacity) throw new Error('too_heavy');
	}
	return sum;
}
