// Tests of what must outlive a process start this assembly as that process.
return 0;
