import { announce } from '../../../lib/announce.ts';
import { createTaskNews } from '../../../sync/task-news.ts';
import { soundName } from '../card/task-status.ts';

export const createListNews = () => createTaskNews(announce, soundName);
