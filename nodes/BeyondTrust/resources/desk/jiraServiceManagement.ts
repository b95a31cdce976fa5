import { jira } from '../../../shared/desk/jira';
import { deskOperation } from './deskOperation';

export const jiraServiceManagement = deskOperation('jiraServiceManagement', jira);
