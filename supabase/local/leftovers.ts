/** Asks the edge function `jobs` to remove sealed parts that no tip names any more. */
import { askTimed, type JobsAccess } from './timed.ts';

/** How many were removed. @throws as `askTimed` */
export const removeLeftovers = async (access: JobsAccess, signal?: AbortSignal): Promise<number> =>
	(await askTimed<{ removed: number }>('jobs', access, signal)).removed;
