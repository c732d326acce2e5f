import type { Example } from './examples.ts';

export const examples: Example[] = [{ title: 'Chỉ đọc thành tiếng', words: 'Không nhìn thấy' }];
