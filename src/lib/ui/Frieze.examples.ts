import type { Example } from './examples.ts';

export const examples: Example[] = [{ title: 'Hoa văn Sa Huỳnh' }];
