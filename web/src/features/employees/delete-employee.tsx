import { Alert, Button, Group, Modal, Text } from "@mantine/core";
import type { Employee } from "./employee.ts";
import { useDeleteEmployee } from "./use-employees.ts";

/** `employee` null: closed. */
export function DeleteEmployee(props: { employee: Employee | null; close: () => void; done?: () => void }) {
  const { employee, close, done } = props;
  const remove = useDeleteEmployee(() => {
    close();
    done?.();
  });
  const leave = () => {
    remove.reset();
    close();
  };
  return (
    <Modal opened={employee !== null} onClose={leave} title={`Delete ${employee?.name ?? ""}`}>
      <Text size="sm">It cannot be chosen for campaigns any more. Finished campaigns keep its name.</Text>
      {remove.error && (
        <Alert color="red" mt="md">
          {remove.error.message}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={leave} data-autofocus>
          Keep
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => employee && remove.mutate(employee)}>
          Delete
        </Button>
      </Group>
    </Modal>
  );
}
