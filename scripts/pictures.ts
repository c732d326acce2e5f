/** `npm run pictures`: takes the pictures of the README and of the officers' handbook anew, from the portal as it is. */
import { globSync, readFileSync } from 'node:fs';
import { walk } from './journeys.ts';

const taking = globSync('tests/journeys/*.spec.ts').filter((file) =>
	readFileSync(file, 'utf8').includes("from './picture.ts'")
);
process.exitCode = (await walk(taking, { GANDAN_PICTURES: '1' })) ? 0 : 1;
