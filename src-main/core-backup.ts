/** What the thread that writes and opens backups needs of the core: no services. */
export { type BackupRequest, type BackupStep, backupSteps } from './services/backup-steps.ts';
