/** Plans a weekend and prints the most memory that the process ever had, in megabytes; run as a process of its own. */
import process from 'node:process';
import { weekend } from '../supabase/functions/_shared/planner/anyfleet.ts';
import { optimise } from '../supabase/functions/_shared/planner/index.ts';

const { fleet, travelOn } = weekend({ teams: 4, promises: 4, count: 60 }, 1);
optimise(fleet, travelOn, { seed: 1 });
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
