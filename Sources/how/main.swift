print("how")
