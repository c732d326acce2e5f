/** Runs a short command: its failure is one sentence and exit code 1. */
import process from 'node:process';
import { sentence } from './stop.ts';

/** Ends the process when the work is done. */
export async function program(work: () => Promise<void>): Promise<void> {
	try {
		await work();
		process.exitCode = 0;
	} catch (error) {
		process.stderr.write(`${sentence(error)}\n`);
		process.exitCode = 1;
	}
}
