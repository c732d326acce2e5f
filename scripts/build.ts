/**
 * `npm run build`: the pages, each language by itself (docs/decisions/0013), into `GANDAN_SITE` or `build`. With
 * `--mode=test` as journeys want them: without the facts and floors of a portal on this machine.
 */
import { build } from '../supabase/local/build.ts';
import { program } from '../supabase/local/program.ts';
import { inTurn } from '../supabase/local/turn.ts';

const mode = process.argv.includes('--mode=test') ? 'test' : 'production';
const say = (said: string) => void process.stderr.write(said);
await program(() => inTurn(() => build(process.env.GANDAN_SITE ?? 'build', { mode, say })));
