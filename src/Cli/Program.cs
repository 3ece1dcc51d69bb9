Console.WriteLine("fairload");
