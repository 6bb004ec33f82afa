import { Alert, Button, FileButton, Group, TextInput } from '@mantine/core';
import { IconFileImport, IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { draftOf, NEW_DEFINITION } from '#renderer/components/definition/definition-draft.ts';
import { ParametersTable } from '#renderer/components/definition/parameters-table.tsx';
import { QuantitiesField } from '#renderer/components/definition/quantities-field.tsx';
import { readDraft } from '#renderer/components/definition/read-draft.ts';
import {
  type DefinitionForm,
  useDefinitionForm,
} from '#renderer/components/definition/use-definition-form.ts';
import { fileNameOf } from '#renderer/components/files/file-name.ts';
import { SideDrawer } from '#renderer/components/layout/side-drawer.tsx';
import { causeOf, notifyFailure } from '#renderer/components/notices/notify.tsx';
import { useHost } from '#renderer/host/surroundings-provider.tsx';
import { useOpenCampaign } from '#renderer/queries/campaigns.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import { navigate } from '#renderer/state/navigation.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { describeExtras } from './describe-extras.ts';
import styles from './new-campaign.module.css';

interface NewCampaignDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks for what a campaign explores, and makes its file. */
export function NewCampaignDrawer({ isOpen, onClose }: NewCampaignDrawerProps) {
  const form = useDefinitionForm(NEW_DEFINITION);
  const [chosenPath, setChosenPath] = useState<string | null>(null);
  const name = useWatch({ control: form.control, name: 'name' });
  const { data: suggested } = useMethod('campaign.suggestPath', isOpen ? { name } : null);
  const path = chosenPath ?? suggested?.path ?? '';
  const openCampaign = useOpenCampaign();
  const create = useMethodMutation('campaign.create', {
    failureTitle: null,
    onSuccess: async (made) => {
      const { campaignId } = await openCampaign(made.path);
      onClose();
      navigate({ campaignId, screen: 'limits' });
    },
  });
  const submit = form.handleSubmit((draft) => {
    const { definition } = readDraft(draft);
    if (definition !== null) create.mutate({ path, definition });
  });
  return (
    <SideDrawer
      isOpen={isOpen}
      onClose={onClose}
      title="New campaign"
      remark="everything but the parameters can be changed later"
      width={860}
      footer={
        <Group gap="sm" justify="flex-end">
          {create.error !== null && (
            <span className={styles.failure} role="alert">
              {causeOf(create.error)}
            </span>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" type="submit" form="new-campaign" loading={create.isPending}>
            Create
          </Button>
        </Group>
      }
    >
      <form id="new-campaign" className={styles.form} onSubmit={(event) => void submit(event)}>
        <FromYaml form={form} />
        <TextInput
          {...form.register('name')}
          label="Name"
          description="TeX goes between dollar signs"
          placeholder="Dark Higgs $\to b\bar b$ + MET"
          error={form.formState.errors.name?.message}
          data-autofocus
        />
        <fieldset className={styles.group}>
          <legend>Parameters</legend>
          <ParametersTable form={form} hasFreeNames />
        </fieldset>
        <fieldset className={styles.group}>
          <legend>Limits</legend>
          <QuantitiesField form={form} />
        </fieldset>
        <CampaignPath path={path} onChange={setChosenPath} />
      </form>
    </SideDrawer>
  );
}

/** Fills the form out of a campaign.yaml. */
function FromYaml({ form }: { form: DefinitionForm }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [extras, setExtras] = useState<string | null>(null);
  const read = async (file: File | null) => {
    if (file === null) return;
    try {
      const definition = parseCampaignYaml(await file.text(), file.name);
      form.reset(draftOf(definition));
      setExtras(describeExtras(definition));
      setProblem(null);
    } catch (error) {
      setProblem(causeOf(error));
      setExtras(null);
    }
  };
  return (
    <div>
      <Group gap="sm">
        <FileButton accept=".yaml,.yml,.json" onChange={(file) => void read(file)}>
          {(props) => (
            <Button {...props} leftSection={<IconFileImport />}>
              Fill in from campaign.yaml
            </Button>
          )}
        </FileButton>
        {extras !== null && <span className={styles.quiet}>{extras}</span>}
      </Group>
      {problem !== null && (
        <Alert color="bad" mt="sm" variant="light" className={styles.problem ?? ''}>
          {problem}
        </Alert>
      )}
    </div>
  );
}

function CampaignPath({ path, onChange }: { path: string; onChange: (path: string) => void }) {
  const host = useHost();
  const choose = async () => {
    try {
      const suggestedName = fileNameOf(path);
      const chosen = await host.pickCampaignFile({ purpose: 'create', suggestedName });
      if (chosen !== null) onChange(chosen);
    } catch (error) {
      notifyFailure({ title: 'The file could not be chosen', error });
    }
  };
  return (
    <div className={styles.path}>
      <TextInput
        label="Campaign file"
        description="On the machine where Contourist runs. One file holds everything."
        value={path}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        required
        withAsterisk={false}
      />
      <Button leftSection={<IconFolder />} onClick={() => void choose()}>
        Choose…
      </Button>
    </div>
  );
}
