/** What the thread that finds topics needs of the core: no store. */
export { fitTopics, type TopicFit, type TopicThread, topicsHere } from './services/fit-topics.ts';
