/** A part of the stack that is a process of its own, and is started again whenever it ends unasked. */
import type { Log } from './log.ts';
import { Stop } from './stop.ts';

type Part = { stop(): Promise<void>; onCrash(listener: () => void): void };

export type Kept<P extends Part> = {
	/** The one that runs; `undefined` while it is being started again. */
	now(): P | undefined;
	/** Ends it for good. */
	stop(): Promise<void>;
	/** Ends it and starts another; throws as `start` does, and then there is none. */
	renew(): Promise<void>;
};

type Options<P> = {
	/** As the log names it. */
	name: string;
	start: () => Promise<P>;
	log: Log;
};

/** In milliseconds: between tries, longer each time. What is in the way may be a full disk, and goes on for hours. */
const pauses = [0, 50, 100, 200, 400, 800, 1500, 3000];

/** Starts it. @throws as `start` does, the first time only: later on it is tried until it succeeds */
export async function keep<P extends Part>({ name, start, log }: Options<P>): Promise<Kept<P>> {
	let part: P | undefined;
	let leaving = false;
	let wake = () => {};
	let returning = Promise.resolve();

	const begin = async () => {
		const started = await start();
		started.onCrash(() => {
			if (part === started) returning = comeBack();
		});
		part = started;
	};
	const pause = (ms: number) =>
		new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, ms);
			wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	async function comeBack() {
		part = undefined;
		const ended = performance.now();
		log(`${name} ended by itself and is started again.`);
		let said = '';
		for (let tries = 0; !leaving; tries++) {
			await pause(pauses[Math.min(tries, pauses.length - 1)]!);
			if (leaving) return;
			try {
				await begin();
				const seconds = ((performance.now() - ended) / 1000).toFixed(1);
				return log(`${name} is back after ${seconds} s.`);
			} catch (error) {
				const reason = error instanceof Stop ? error.message : 'It does not start.';
				// Once each: a disk that stays full is one line.
				if (reason !== said && tries > 2) log((said = reason));
			}
		}
	}

	await begin();
	return {
		now: () => part,
		async stop() {
			leaving = true;
			wake();
			await returning;
			await part?.stop();
		},
		async renew() {
			await returning;
			const before = part;
			part = undefined;
			await before?.stop();
			await begin();
		}
	};
}
